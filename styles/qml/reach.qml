<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis labelsEnabled="0" styleCategories="LayerConfiguration|Symbology|Labeling|Fields|MapTips|Rendering|Temporal" version="3.22.16">
 <renderer-v2 enableorderby="1" forceraster="0" referencescale="-1" symbollevels="0" type="RuleRenderer">
  <rules key="reach">
   <rule filter="&quot;on_station_min&quot; &lt; 30" key="reach: less than 30 min" label="less than 30 min" symbol="0" />
   <rule filter="&quot;on_station_min&quot; &gt;= 30 AND &quot;on_station_min&quot; &lt; 60" key="reach: 30 min to 1 h" label="30 min to 1 h" symbol="1" />
   <rule filter="&quot;on_station_min&quot; &gt;= 60 AND &quot;on_station_min&quot; &lt; 120" key="reach: 1 to 2 h" label="1 to 2 h" symbol="2" />
   <rule filter="NOT coalesce(&quot;on_station_min&quot; &lt; 30 OR &quot;on_station_min&quot; &gt;= 30 AND &quot;on_station_min&quot; &lt; 60 OR &quot;on_station_min&quot; &gt;= 60 AND &quot;on_station_min&quot; &lt; 120, false)" key="reach: 2 h or more" label="2 h or more" symbol="3" />
  </rules>
  <symbols>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="0" type="fill">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="185,160,207,255" />
      <Option name="line_width" type="QString" value="0.9" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="1" type="fill">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="148,104,184,255" />
      <Option name="line_width" type="QString" value="0.9" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="2" type="fill">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="91,42,134,255" />
      <Option name="line_width" type="QString" value="1.05" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
   <symbol alpha="1" clip_to_extent="1" force_rhr="0" name="3" type="fill">
    <layer class="SimpleLine" enabled="1" locked="0" pass="0">
     <Option type="Map">
      <Option name="capstyle" type="QString" value="round" />
      <Option name="customdash_unit" type="QString" value="Point" />
      <Option name="joinstyle" type="QString" value="round" />
      <Option name="line_color" type="QString" value="45,15,74,255" />
      <Option name="line_width" type="QString" value="1.35" />
      <Option name="line_width_unit" type="QString" value="Point" />
      <Option name="offset_unit" type="QString" value="Point" />
     </Option>
    </layer>
   </symbol>
  </symbols>
  <orderby>
   <orderByClause asc="1" nullsFirst="0">"on_station_min"</orderByClause>
  </orderby>
 </renderer-v2>
 <blendMode>0</blendMode>
 <featureBlendMode>0</featureBlendMode>
 <layerOpacity>1</layerOpacity>
 <aliases>
  <alias field="id" name="Id" />
  <alias field="name" name="Name" />
  <alias field="fleet" name="Fleet" />
  <alias field="base" name="Base" />
  <alias field="nation" name="Nation" />
  <alias field="aircraft" name="Aircraft" />
  <alias field="on_station_min" name="On station (min)" />
  <alias field="tanker" name="Tanker station" />
  <alias field="refuellings" name="Refuellings" />
  <alias field="recovery" name="Lands also at" />
  <alias field="radius_km" name="Radius (km)" />
  <alias field="area_km2" name="Area (km²)" />
  <alias field="source" name="Source" />
  <alias field="as_of" name="As of" />
  <alias field="method" name="Method" />
  <alias field="tolerance_m" name="Tolerance (m)" />
 </aliases>
 <previewExpression>coalesce("name", "id")</previewExpression>
 <mapTip>&lt;b&gt;[% coalesce("name", "id") %]&lt;/b&gt; Reach of each fleet&lt;table&gt;
[% coalesce('&lt;tr&gt;&lt;td&gt;Fleet&lt;/td&gt;&lt;td&gt;' || "fleet" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Base&lt;/td&gt;&lt;td&gt;' || "base" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Nation&lt;/td&gt;&lt;td&gt;' || "nation" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Aircraft&lt;/td&gt;&lt;td&gt;' || "aircraft" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;On station (min)&lt;/td&gt;&lt;td&gt;' || "on_station_min" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Tanker station&lt;/td&gt;&lt;td&gt;' || "tanker" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Refuellings&lt;/td&gt;&lt;td&gt;' || "refuellings" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Lands also at&lt;/td&gt;&lt;td&gt;' || "recovery" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Radius (km)&lt;/td&gt;&lt;td&gt;' || "radius_km" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
[% coalesce('&lt;tr&gt;&lt;td&gt;Area (km²)&lt;/td&gt;&lt;td&gt;' || "area_km2" || '&lt;/td&gt;&lt;/tr&gt;', '') %]
&lt;/table&gt;[% coalesce("source", '') %] ([% coalesce("as_of", '') %])</mapTip>
 <layerGeometryType>2</layerGeometryType>
</qgis>
